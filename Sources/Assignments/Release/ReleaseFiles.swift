import Notebook

/// All files of a release by their paths in its folder, each looked through for secrets. Pure.
public struct ReleaseFiles: Sendable {
    public struct File: Sendable, Equatable {
        public var path: String
        public var bytes: [UInt8]

        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// In the order of their paths, the notebook first.
    public let files: [File]

    /// - Parameters:
    ///   - name: the notebook's file name.
    ///   - given: what lies beside the teacher's notebook for the students.
    ///   - prefix: what stands before a path in messages.
    /// - Throws: `ReleaseFault`, also where a file has something in it that students are not to see.
    public init(_ document: NotebookDocument, named name: String, expecting expectations: ReleaseExpectations, given: [File], prefix: String) throws(ReleaseFault) {
        let notebook = try ReleaseWriter.release(document, expecting: expectations)
        let search = SecretSearch(Secrets(document))
        var problems: [Diagnostic] = []
        func report(_ secret: Secrets.Secret, in path: String, _ remedy: String) {
            problems.append(Diagnostic(
                .error, path: document.path, position: SourcePosition(line: secret.line, column: 1),
                message: "this is part \(secret.what), and it would stand in the students' \(path) too; \(remedy)"))
        }
        if let secret = search.secret(inNotebook: notebook) { report(secret, in: prefix + name, "take it out of what they see") }
        for file in given {
            if let secret = search.secret(in: file.bytes) { report(secret, in: prefix + file.path, "move that file into the folder source/private") }
        }
        guard problems.isEmpty else { throw ReleaseFault(problems) }
        files = [File(path: name, bytes: notebook)] + given.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
