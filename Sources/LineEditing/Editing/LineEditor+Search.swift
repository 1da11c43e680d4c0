extension LineEditor {
    /// A search through earlier inputs.
    struct Search: Sendable, Equatable {
        var query = ""
        var found: Int?
        /// The text from before the search.
        var original: EditBuffer
    }

    struct SearchEffect { var value: Effect? }

    /// What a key does to a search; `nil` if it ends the search and is to be taken as ever.
    mutating func handleInSearch(_ key: Key) -> SearchEffect? {
        guard var current = search else { return nil }
        switch key {
        case .character(let character): current.query.append(character)
        case .backspace: current.query = String(current.query.dropLast())
        case .control("r"):
            if let older = history.search(current.query, before: current.found) { show(older, &current) }
            search = current
            return SearchEffect()
        case .control("g"), .control("c"), .escape:
            buffer = current.original
            search = nil
            return SearchEffect()
        default:
            if let found = current.found { history.leave(at: found, from: current.original.text) }
            search = nil
            return nil
        }
        // A longer query may still stand in what was found.
        let from = current.found.map { $0 + 1 }
        if let found = history.search(current.query, before: key == .backspace ? nil : from) {
            show(found, &current)
        } else {
            current.found = nil
        }
        search = current
        return SearchEffect()
    }

    private mutating func show(_ found: Int, _ search: inout Search) {
        search.found = found
        buffer = EditBuffer(history[found])
        if let place = search.query.isEmpty ? nil : history[found].firstRange(of: search.query) {
            buffer.move(to: history[found].distance(from: history[found].startIndex, to: place.lowerBound))
        }
    }
}
