/// A walk through earlier inputs. What was written meanwhile is found again where it was left.
struct HistoryWalk: Sendable, Equatable {
    /// Oldest first; the last one is the input that is being written.
    private var entries: [String]
    private var index: Int

    init(_ earlier: [String]) {
        entries = earlier + [""]
        index = earlier.count
    }

    /// The entry before or after, if there is one; `text` stays where the walk was.
    mutating func step(_ direction: Int, from text: String) -> String? {
        guard entries.indices.contains(index + direction) else { return nil }
        entries[index] = text
        index += direction
        return entries[index]
    }

    mutating func leave(at found: Int, from text: String) {
        entries[index] = text
        index = found
    }

    /// The newest entry with `query` in it, at `position` or before; `nil` starts at the newest.
    func search(_ query: String, before position: Int?) -> Int? {
        guard !query.isEmpty else { return nil }
        return entries.indices.dropLast().prefix(position ?? entries.count).last { entries[$0].contains(query) }
    }

    subscript(position: Int) -> String { entries[position] }
}
