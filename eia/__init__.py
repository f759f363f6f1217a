"""Equality impact assessments: the duty as checks, evidence, and reports people can read."""
