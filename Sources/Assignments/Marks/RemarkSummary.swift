extension Sequence<GradedSubmission.Remark> {
    /// What they are about, in a few words: "does not compile; 2 limits; edited cell".
    public var summary: String {
        let names: [(GradedSubmission.Remark.Kind, String, String)] = [
            (.unreadable, "unreadable", "unreadable"), (.brokenCell, "does not compile", "cells that do not compile"),
            (.unfinishedCell, "unfinished cell", "unfinished cells"), (.limit, "limit", "limits"), (.extraFile, "several notebooks", "several notebooks"),
            (.missingCell, "missing cell", "missing cells"), (.extraCell, "extra cell", "extra cells"), (.movedCell, "moved cell", "moved cells"),
            (.duplicateCell, "duplicate", "duplicates"), (.editedCell, "edited cell", "edited cells"),
            (.editedFrontMatter, "edited front matter", "edited front matter"),
        ]
        return names.compactMap { kind, one, many in
            let count = self.count { $0.kind == kind }
            return count == 0 ? nil : count == 1 || one == many ? one : "\(count) \(many)"
        }.joined(separator: "; ")
    }
}
