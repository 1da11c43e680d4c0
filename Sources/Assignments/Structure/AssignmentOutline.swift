import Notebook

/// What of an assignment earns points, and for which answer. Pure.
public struct AssignmentOutline: Sendable {
    public struct Check: Sendable {
        public var cell: Cell
        public var options: CheckOptions
        /// The id of the nearest answer above it; `nil` where there is none.
        public var question: String?
    }

    /// The points of one answer, by what earns them.
    public struct Question: Sendable, Equatable {
        /// The id of an answer cell or a text answer, or of a check that stands above all of them.
        public var id: String
        public var publicPoints = 0.0
        public var hiddenPoints = 0.0
        /// What a person gives.
        public var textPoints = 0.0

        public var total: Double { publicPoints + hiddenPoints + textPoints }
    }

    /// In the order of the notebook.
    public let checks: [Check]
    public let answers: [Cell]
    public let texts: [TextAnswer]
    /// In the order of the notebook; answers that nothing earns points for among them.
    public let questions: [Question]

    public init(_ document: NotebookDocument) {
        var checks: [Check] = [], questions: [Question] = [], current: String?
        for block in document.blocks {
            switch block {
            case .prose: break
            case .textAnswer(let answer):
                current = answer.id
                questions.append(Question(id: answer.id, textPoints: answer.points))
            case .cell(let cell):
                if cell.isAnswer {
                    current = cell.id
                    questions.append(Question(id: cell.id))
                }
                guard let options = cell.options.check else { continue }
                checks.append(Check(cell: cell, options: options, question: current))
                if current == nil { questions.append(Question(id: cell.id)) }
                if options.isHidden { questions[questions.count - 1].hiddenPoints += options.points } else { questions[questions.count - 1].publicPoints += options.points }
            }
        }
        self.checks = checks
        self.questions = questions
        answers = document.cells.filter(\.isAnswer)
        texts = document.textAnswers
    }

    public var publicPoints: Double { questions.reduce(0) { $0 + $1.publicPoints } }
    public var hiddenPoints: Double { questions.reduce(0) { $0 + $1.hiddenPoints } }
    public var textPoints: Double { questions.reduce(0) { $0 + $1.textPoints } }
    public var total: Double { publicPoints + hiddenPoints + textPoints }
}
