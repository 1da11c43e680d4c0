/// What is wrong inside a checkpoint, before its readers' caller adds the path.
struct CheckpointFault: Error, Equatable {
    enum Kind {
        /// The bytes contradict the format, or each other.
        case malformed
        /// A sound file may hold this; we do not read it.
        case unsupported
    }

    var kind = Kind.malformed
    /// The tensor that has the fault, if it is one tensor's.
    var tensor: String?
    var reason: String

    static func unsupported(_ reason: String, tensor: String? = nil) -> CheckpointFault {
        CheckpointFault(kind: .unsupported, tensor: tensor, reason: reason)
    }

    func error(path: String) -> CheckpointError {
        switch (kind, tensor?.shownInError) {
        case (.malformed, nil): .malformed(path: path, reason: reason)
        case (.malformed, let name?): .malformedTensor(path: path, name: name, reason: reason)
        case (.unsupported, let name): .unsupported(path: path, tensor: name, reason: reason)
        }
    }
}

extension String {
    /// What a file says, as an error may repeat it: short, and without characters that steer a terminal.
    var shownInError: String {
        let shown = unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "\u{fffd}" : String($0) }.joined()
        return unicodeScalars.dropFirst(80).isEmpty ? shown : shown + "…"
    }
}
