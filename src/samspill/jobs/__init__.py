"""Work in the background: what runs by itself, and the workers that run it (procrastinate).

A job is a function without arguments that may be run at any time and any number of times: what is
due stands in the domain's own tables, and the job does what is due. So a job that was broken off,
or that two workers start, loses nothing and does nothing twice.
"""
