/// A cell as a module that later cells can import: its name, what it declares, and what it stands on.
public struct CellModule: Sendable {
    /// The compiler's name for the cell's module; never shown.
    public let name: String
    public let names: CellNames
    /// The modules of earlier cells that this one needs, directly or through others.
    public let dependencies: Set<String>

    /// What every cell's module declares, to be imported where the rest of the module is not.
    static let anchor = "__cell"

    public init(name: String, names: CellNames, dependencies: Set<String>) {
        self.name = name
        self.names = names
        self.dependencies = dependencies
    }
}
