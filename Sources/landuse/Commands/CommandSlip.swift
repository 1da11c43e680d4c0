import Notebook

/// A command line whose command does not exist, or is left out.
enum CommandSlip {
    /// What was most likely meant; `nil` where the command is one, or nothing can be guessed.
    static func message(_ arguments: [String], commands: [String]) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-"), !commands.contains(word) else { return nil }
        let nearest: String
        if word.lowercased().hasSuffix(".md") {
            nearest = "render \(word)"
        } else if let command = NearestName.of(word, among: commands) {
            nearest = command
        } else {
            return nil
        }
        return "there is no command `\(word)`; did you mean `landuse \(nearest)`?"
    }
}
