import Grading

/// What a teacher is told of a folder of submissions before they are graded.
enum HandInRemarks {
    /// - Parameter others: names of files that are nobody's work by their form.
    static func lines(_ entries: [SubmittedFolder.Entry], notLookedAt others: [String]) -> [String] {
        var lines = entries.filter(\.isNamesake).map {
            "\($0.student.printableName) is graded beside other work under the same name, as another student's: take away what does not count"
        }
        if !others.isEmpty {
            let names = others.prefix(5).map(\.printableName).joined(separator: ", ") + (others.count > 5 ? " and \(others.count - 5) more" : "")
            lines.append("not looked at, for it is no notebook, folder or ZIP archive: \(names)")
        }
        return lines
    }
}
