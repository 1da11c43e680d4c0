import ArgumentParser
import Foundation
import Gradebook

extension GradebookCommand {
    struct Late: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record how many days late work was handed in.",
            discussion: """
                landuse gradebook late FOLDER STUDENT DAYS sets a student's days by hand. landuse gradebook late FOLDER --due TIME \
                sets when the assignment is due: each student's work counts as handed in when the file that landuse grade read \
                was last changed. Days set by hand stay until `withdrawn` in place of their number takes them back; --due none \
                takes back the due time. Late days are shown and exported; they take off points only where --late-penalty asks \
                for that.
                """)

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student.")
        var student: String?
        @Argument(help: "Days after the due date, or the word withdrawn.")
        var days: String?
        @Option(help: ArgumentHelp("When the assignment is due: 2026-10-01 (to its end), or 2026-10-01T18:00, in this machine's time zone.", valueName: "time"))
        var due: String?

        private static let withdrawn = "withdrawn", none = "none"

        func validate() throws {
            if let due, due != Self.none, DueTime.date(due) == nil { throw ValidationError("'\(due)' is no time; write it as 2026-10-01 or 2026-10-01T18:00.") }
            if student != nil, days == nil { throw ValidationError("How many days late? Give their number behind the student.") }
            if let days, days != Self.withdrawn, !(Int(days).map((0...36_500).contains) ?? false) {
                throw ValidationError("'\(days)' is no number of days late; 0 means in time, \(Self.withdrawn) lets the times say it.")
            }
            if student == nil, due == nil { throw ValidationError("Give a student and the days, or --due.") }
        }

        func run() async throws {
            try options.using(.writing) { gradebook, assignment in
                if let due { try gradebook.setDue(DueTime.date(due), for: assignment) }
                if let student, let days { try gradebook.setLateDays(Int(days), student: student, assignment: assignment) }
                let due = try gradebook.due(assignment)
                if let due { TerminalStream.standardOutput.write("due \(DueTime.text(due))\n") }
                let late = try gradebook.totals(of: assignment).filter { $0.lateDays > 0 }
                let rows = late.map { ["\($0.graded.student.printableName):", ClassText.days($0.lateDays)] }
                let unknown = due == nil ? [] : try gradebook.studentsOfUnknownTime(of: assignment).map(\.printableName)
                TerminalStream.standardOutput.write(rows.isEmpty ? "nobody is \(unknown.isEmpty ? "" : "known to be ")late\n" : Columns.text(rows))
                guard !unknown.isEmpty else { return }
                TerminalStream.standardOutput.write(
                    "nothing tells when these were handed in, which counts as in time: \(unknown.joined(separator: ", ")); give their days by hand\n")
            }
        }
    }
}

/// A due time as people write it.
enum DueTime {
    /// `2026-10-01 18:00:00 CET`.
    static func text(_ date: Date, in zone: TimeZone = .current) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func padded(_ number: Int?) -> String { "\(number ?? 0)".count < 2 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let day = [parts.year, parts.month, parts.day].map(padded).joined(separator: "-")
        return "\(day) \([parts.hour, parts.minute, parts.second].map(padded).joined(separator: ":")) \(zone.abbreviation(for: date) ?? zone.identifier)"
    }

    /// A date alone means its last second.
    static func date(_ text: String, in zone: TimeZone = .current) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/) else { return nil }
        func number(_ text: Substring?) -> Int? { text.flatMap { Int($0) } }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (number(match.1), number(match.2), number(match.3))
        let hasTime = match.4 != nil
        (parts.hour, parts.minute, parts.second) = hasTime ? (number(match.4), number(match.5), number(match.6) ?? 0) : (23, 59, 59)
        // A calendar would make the 3rd of March of the 31st of February.
        guard let date = calendar.date(from: parts) else { return nil }
        let kept = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let isSame = (kept.year, kept.month, kept.day) == (parts.year, parts.month, parts.day) && (kept.hour, kept.minute) == (parts.hour, parts.minute)
        return isSame ? date : nil
    }
}
