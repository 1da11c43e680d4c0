extension LineEditor {
    /// Tab: indents, asks for completions, or goes on to the next one.
    mutating func tab() -> Effect? {
        if menu != nil {
            selectCompletion(by: 1)
            return nil
        }
        // In the indentation it indents.
        let column = buffer.cursor - buffer.lineStart
        guard !buffer.isInIndentation else {
            buffer.insert(String(repeating: " ", count: 4 - column % 4))
            return nil
        }
        return .complete
    }

    mutating func selectCompletion(by step: Int) {
        guard let start = menu?.completions.start, let text = menu?.select(by: step) else { return }
        buffer.replace(from: start, with: text)
    }

    /// Completions that were asked for: what they have in common is put in, and where there are several, they are
    /// listed.
    public mutating func offer(_ completions: Completions) {
        guard !completions.all.isEmpty, completions.start <= buffer.cursor else { return }
        let menu = CompletionMenu(completions)
        let begun = buffer.cursor - completions.start
        let before = buffer
        if menu.texts.count == 1 || menu.commonPrefix.count > begun {
            buffer.replace(from: completions.start, with: menu.commonPrefix)
            undos.append(before)
        }
        if completions.all.count > 1 { self.menu = menu }
    }
}
