import Synchronization

/// The names of the cells as they stand when a line is read, for completion to look at meanwhile.
final class ShelfNames: Sendable {
    private let names: Mutex<[String]>

    init(_ names: [String]) { self.names = Mutex(names) }

    var current: [String] {
        get { names.withLock(\.self) }
        set { names.withLock { $0 = newValue } }
    }
}

extension CellShelf {
    var names: [String] { entries.map(\.cell.id) }
}
