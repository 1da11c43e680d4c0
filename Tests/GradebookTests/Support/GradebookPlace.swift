import TestFolders

extension TemporaryFolder {
    /// Where the tests' gradebook lies.
    var gradebook: String { path("gradebook.sqlite") }
}
