import Notebook

/// What a look at an assignment's notebook tells, without running it.
enum OutlineFindings {
    static func findings(_ document: NotebookDocument) -> [Diagnostic] {
        let outline = AssignmentOutline(document)
        func finding(_ severity: Diagnostic.Severity, _ cell: Cell?, _ message: String) -> Diagnostic {
            Diagnostic(severity, path: document.path, position: cell?.position(line: 1, column: 1), message: message)
        }
        var findings: [Diagnostic] = []
        if document.frontMatter.assignment == nil {
            findings.append(finding(.error, nil, "the front matter names no assignment; add a line `assignment: name`"))
        }
        if outline.answers.isEmpty, outline.texts.isEmpty {
            findings.append(finding(.error, nil, "there is nothing to do: no cell has a solution (`// BEGIN SOLUTION`), and there is no text answer"))
        }
        for check in outline.checks where check.question == nil {
            findings.append(finding(.error, check.cell, "the check `\(check.cell.id)` stands above all answers, so it belongs to none; put it below the answer that it checks"))
        }
        for check in outline.checks where !check.cell.options.eval {
            findings.append(finding(.error, check.cell, "the check `\(check.cell.id)` is not run (`eval: false`), so nobody can earn its points"))
        }
        for (question, answer) in outline.questions.compactMap({ question in outline.answers.first { $0.id == question.id }.map { (question, $0) } })
        where question.total == 0 {
            findings.append(finding(.warning, answer, "the answer `\(answer.id)` earns no points; put a check below it"))
        }
        for text in outline.texts {
            guard let mistake = RubricPoints.mistake(in: text) else { continue }
            findings.append(Diagnostic(.error, path: document.path, position: SourcePosition(line: text.lines.lowerBound, column: 1), message: mistake))
        }
        return findings + EarlyDraws.findings(document)
    }
}
