"""The checks of ``samspill doctor``: each yields findings, never a secret."""
