import Notebook

/// What a person asks of the prompt itself: `:run 3`.
enum ReplCommand: Sendable, Equatable {
    case help
    case cells
    case show(String)
    case run(RunTarget)
    case edit(String)
    case vars
    case type(String)
    case doc(String)
    case time
    case restart
    case save(String, replacing: Bool)
    case load(String)
    case open(String)
    case quit

    enum RunTarget: Sendable, Equatable {
        case cell(String)
        case all
        /// What has not run yet.
        case rest
    }

    /// A command as `:help` shows it, and as it is read.
    struct Description: Sendable {
        var name: String
        /// What stands behind the name; empty for nothing.
        var argument: String
        var help: String
        /// What kind of thing completes the argument.
        var completes = Completes.nothing
        var make: @Sendable (String) -> ReplCommand

        enum Completes: Sendable { case nothing, cells, runTargets, files, code }
    }

    static let all: [Description] = [
        .init(name: "help", argument: "", help: "tell what there is to ask") { _ in .help },
        .init(name: "cells", argument: "", help: "list the cells, and what came of them") { _ in .cells },
        .init(name: "show", argument: "N", help: "show a cell, by number or name, with what it put out", completes: .cells) { .show($0) },
        .init(name: "run", argument: "N|all|rest", help: "run a cell, all of them, or those that have not run yet", completes: .runTargets) {
            .run($0 == "all" ? .all : $0 == "rest" ? .rest : .cell($0))
        },
        .init(name: "edit", argument: "N", help: "change a cell in $VISUAL or $EDITOR, and run it", completes: .cells) { .edit($0) },
        .init(name: "vars", argument: "", help: "list the variables, with their types") { _ in .vars },
        .init(name: "type", argument: "EXPR", help: "tell the type of an expression, without running it", completes: .code) { .type($0) },
        .init(name: "doc", argument: "NAME", help: "show what a name stands for, and its documentation", completes: .code) { .doc($0) },
        .init(name: "time", argument: "", help: "tell how long the cells took") { _ in .time },
        .init(name: "restart", argument: "", help: "start afresh, without variables; the cells stay at hand") { _ in .restart },
        .init(name: "save", argument: "FILE.md", help: "write the session as a notebook", completes: .files) { .save($0, replacing: false) },
        .init(name: "save!", argument: "FILE.md", help: "the same, in place of a file that there is", completes: .files) { .save($0, replacing: true) },
        .init(name: "load", argument: "FILE", help: "take the cells of a notebook, or a Swift file, to hand", completes: .files) { .load($0) },
        .init(name: "open", argument: "N", help: "open a picture or chart in the program for it") { .open($0) },
        .init(name: "quit", argument: "", help: "leave; so does Ctrl-D") { _ in .quit },
    ]

    /// Reads a line that begins with a colon.
    init(_ line: String) throws(CommandError) {
        let text = line.drop { $0.isWhitespace }.dropFirst()
        let name = text.prefix { !$0.isWhitespace }
        let argument = String(text.dropFirst(name.count)).trimmed
        guard let description = Self.all.first(where: { $0.name == name }) ?? Self.only(beginningWith: String(name)) else {
            throw .unknown(String(name), nearest: NearestName.of(String(name), among: Self.all.map(\.name)))
        }
        if description.argument.isEmpty, !argument.isEmpty { throw .tooMuch(description.name) }
        if !description.argument.isEmpty, argument.isEmpty { throw .incomplete(description.name, argument: description.argument) }
        self = description.make(argument)
    }

    /// `:h` is `:help`, where no other command begins like it.
    private static func only(beginningWith prefix: String) -> Description? {
        let found = all.filter { $0.name.hasPrefix(prefix) && !$0.name.hasSuffix("!") }
        return prefix.isEmpty || found.count != 1 ? nil : found[0]
    }

    /// Whether a line is meant for the prompt and not for Swift: no statement begins with a colon.
    static func isCommand(_ text: String) -> Bool { text.first { !$0.isWhitespace } == ":" }
}

enum CommandError: Error, Equatable, CustomStringConvertible {
    case unknown(String, nearest: String?)
    case incomplete(String, argument: String)
    case tooMuch(String)

    var description: String {
        switch self {
        case .unknown(let name, let nearest):
            "there is no command `:\(name)`; " + (nearest.map { "did you mean `:\($0)`?" } ?? "`:help` lists them")
        case .incomplete(let name, let argument): "`:\(name)` needs something more: `:\(name) \(argument)`"
        case .tooMuch(let name): "`:\(name)` stands alone"
        }
    }
}

extension StringProtocol {
    /// Without the blanks around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
