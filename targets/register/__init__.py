"""The register: entering documents and the targets they set, and checking how these add up."""
