"""The charter language: an organization's rules as dated, cited data, read from YAML into a model."""
