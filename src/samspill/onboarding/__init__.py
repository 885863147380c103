"""First-time onboarding: a workbook is filled in, read, shown in a report, and carried out.

``layout`` says which sheets and columns there are, ``template`` writes the workbook, ``opening``
refuses what is no workbook, ``reading`` makes rows of it, ``comparing`` holds the rows against the
database, and ``carrying_out`` saves. Nothing before the last of them writes a fact.
"""
