/// The names under which Moodle gives out all submissions at once: `Ada Lovelace_4711_assignsubmission_file`, and behind it,
/// where nobody asked for folders, `_` and the name of the student's file.
struct MoodleName {
    var student: [UInt8]
    /// Moodle's number for this student's part in this assignment.
    var number: [UInt8]
    /// The name of the student's file, without its ending; empty for a folder.
    var file: [UInt8]

    private static let mark = Array("_assignsubmission_file".utf8)

    /// - Parameter name: a folder's, or a file's without its ending.
    init?(_ name: [UInt8]) {
        // The first one: the student chose what stands behind it.
        guard let start = name.indices.first(where: { name[$0...].starts(with: Self.mark) }) else { return nil }
        guard start + Self.mark.count == name.count || name[start + Self.mark.count] == UInt8(ascii: "_") else { return nil }
        let before = name[..<start]
        guard let line = before.lastIndex(of: UInt8(ascii: "_")), line > 0 else { return nil }
        student = Array(before[..<line])
        number = Array(before[(line + 1)...])
        file = Array(name[(start + Self.mark.count)...].dropFirst())
        guard !number.isEmpty, number.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    }

    /// Names with those of Moodle's replaced by the student's own. Where several students have one name, or somebody's file is
    /// called so, the number stays with it.
    static func students(_ names: [[UInt8]]) -> [[UInt8]] {
        let found = names.map(MoodleName.init)
        let others = Set(zip(names, found).filter { $1 == nil }.map(\.0))
        let numbers = Dictionary(found.compactMap { $0 }.map { ($0.student, Set([$0.number])) }) { $0.union($1) }
        return zip(names, found).map { name, found in
            guard let found else { return name }
            let isAlone = numbers[found.student]?.count == 1 && !others.contains(found.student)
            return isAlone ? found.student : found.student + [UInt8(ascii: "_")] + found.number
        }
    }
}
