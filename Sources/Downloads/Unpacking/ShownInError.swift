extension String {
    /// What a file says, as an error may repeat it: short, and without characters that steer a terminal.
    var shownInError: String {
        let shown = unicodeScalars.prefix(80).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\u{fffd}"
            // It stands between two of them.
            default: scalar == "`" ? "'" : String(scalar)
            }
        }.joined()
        return "`\(shown)\(unicodeScalars.dropFirst(80).isEmpty ? "" : "…")`"
    }
}
