/// Whether operations remember how they were computed.
enum GradientMode {
    @TaskLocal static var isRecording = true
    /// Whether `backward()` is under way, which does not record.
    @TaskLocal static var isPassingBack = false
    /// Whether what was kept for the gradient is needed once more after it; otherwise it may be overwritten.
    @TaskLocal static var retainsGraph = false
}

/// Runs `body` without remembering anything for `backward()`, as PyTorch's `torch.no_grad()` does: evaluation needs
/// less memory that way, and results do not require a gradient.
///
///     let logits = noGrad { model(images) }
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
    try GradientMode.$isRecording.withValue(false, operation: body)
}

/// `noGrad` for a body that awaits.
public func noGrad<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
) async rethrows -> Result {
    try await GradientMode.$isRecording.withValue(false, operation: body)
}
