"""YAML as text, strict and lossless: reader, layout, writer, splice."""
