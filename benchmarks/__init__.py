"""The figures that we claim, each measured beside its peer or its limit in one run."""
