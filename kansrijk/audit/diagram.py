def diagram(model):
    """The model's steps as a Mermaid state diagram; docs/ keeps a copy that a test compares."""
    lines = [f"    {s.source} --> {s.target}: {s.label}" for s in model.steps()]
    return "\n".join(["stateDiagram-v2", *lines])
