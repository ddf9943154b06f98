def diagram(model):
    """The model's steps as a Mermaid state diagram; docs/ keeps a copy that a test compares."""
    lines = [
        f"    {source} --> {s.target}: {s.label} ({', '.join(sorted(s.roles))})"
        for s in model.steps()
        for source in s.sources or ["[*]"]
    ]
    return "\n".join(["stateDiagram-v2", *lines])
