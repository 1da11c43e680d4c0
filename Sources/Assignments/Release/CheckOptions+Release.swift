import Notebook

extension CheckOptions {
    /// What an expectation takes at most, in bytes of YAML: students read it.
    static let largestReleased = 32 << 10

    /// The option as lines of a cell, without what stands before them in the file.
    var optionLines: [String] {
        let settings = settings.map { "\($0): \($1)" }
        let short = "//| check: {\(settings.joined(separator: ", "))}"
        if short.count <= 120 { return [short] }
        return ["//| check:"] + settings.flatMap { Self.wrapped($0).enumerated().map { "//|   " + ($0 == 0 ? "" : "  ") + $1 } }
    }

    private var settings: [(String, String)] {
        var settings = [("points", PointsText.text(points))]
        switch expectation {
        case .equalToReference: settings.append(("equal", "reference"))
        case .equal(let value): settings.append(("equal", value.yaml))
        case .range(let atLeast, let atMost):
            if let atLeast { settings.append(("at-least", "\(atLeast)")) }
            if let atMost { settings.append(("at-most", "\(atMost)")) }
        case .score(let score, let labels, let atLeast):
            settings.append(("score", score.rawValue))
            switch labels {
            case .expression(let expression): settings.append(("labels", expression == Self.withJudge ? expression : ObservedValue.quoted(expression)))
            case .values(let classes): settings.append(("labels", ObservedValue.list(classes.map(ObservedValue.int)).yaml))
            }
            settings.append(("at-least", "\(atLeast)"))
        }
        if tolerance > 0 { settings.append(("tolerance", "\(tolerance)")) }
        if isHidden { settings.append(("hidden", "true")) }
        if let message { settings.append(("message", ObservedValue.quoted(message))) }
        if let hint { settings.append(("hint", ObservedValue.quoted(hint))) }
        return settings
    }

    /// What stands in a release for labels that only the judge has.
    static let withJudge = "reference"

    /// The check as students get it; `nil` where it stays as it is.
    func released(_ id: String, _ expectations: ReleaseExpectations, usesInputs: Bool) throws(MissingExpectation) -> CheckOptions? {
        var released = self
        switch expectation {
        case .equal, .range, .score(_, .values, _): return nil
        case .equalToReference:
            if usesInputs { return nil }
            guard let value = expectations.observed[id] else { throw MissingExpectation() }
            released.expectation = .equal(value)
        case .score(let score, .expression, let atLeast):
            guard !usesInputs else {
                released.expectation = .score(score, labels: .expression(Self.withJudge), atLeast: atLeast)
                return released
            }
            guard let labels = expectations.labels[id] else { throw MissingExpectation() }
            released.expectation = .score(score, labels: .values(labels), atLeast: atLeast)
        }
        return released
    }

    struct MissingExpectation: Error {}

    /// A long list in lines, parted behind commas that stand in no text.
    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = [], line = "", isQuoted = false, isEscaped = false
        for character in text {
            if character == " ", line.count >= 90, line.last == ",", !isQuoted {
                lines.append(line)
                line = ""
                continue
            }
            line.append(character)
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped
        }
        return lines + [line]
    }
}
