/// A question of the made-up assignment that a class has handed in, in Swift and in Python: a function to write, and a check.
struct SmallQuestion: Sendable {
    /// The function's name.
    var name: String
    /// The line before the body, and the body as the teacher has it.
    var head: String, solution: String
    /// Bodies that students have written; `NAME` stands for a name of their own. The last ones are wrong.
    var answers: [String]
    /// The check's option, and its code.
    var options: String, check: String
    /// The same in Python.
    var python: Python

    struct Python: Sendable {
        var head: String, solution: String, answers: [String], check: String
    }
}

extension SmallQuestion {
    /// Five functions and five checks, as a first week of land-use classification has them.
    static let all = [
        SmallQuestion(
            name: "mean", head: "func mean(_ values: [Double]) -> Double {", solution: "values.reduce(0, +) / Double(values.count)",
            answers: [
                "let NAME = values.reduce(0, +)\nreturn NAME / Double(values.count)",
                "var NAME = 0.0\nfor value in values { NAME += value }\nreturn NAME / Double(values.count)",
                "let NAME = Double(values.count)\nreturn values.map { $0 / NAME }.reduce(0, +)",
                "let NAME = values.sorted()\nreturn NAME[NAME.count / 2]",
            ],
            options: "{points: 2, equal: reference, tolerance: 1e-9}", check: "mean([0.25, 0.5, 0.75, 0.5])",
            python: Python(
                head: "def mean(values):", solution: "return sum(values) / len(values)",
                answers: [
                    "NAME = sum(values)\nreturn NAME / len(values)", "NAME = 0.0\nfor value in values:\n    NAME += value\nreturn NAME / len(values)",
                    "NAME = len(values)\nreturn sum(value / NAME for value in values)", "NAME = sorted(values)\nreturn NAME[len(NAME) // 2]",
                ],
                check: "assert abs(mean([0.25, 0.5, 0.75, 0.5]) - 0.5) < 1e-9")),
        SmallQuestion(
            name: "mostCommon", head: "func mostCommon(_ classes: [String]) -> String? {",
            solution: "let counts = Dictionary(classes.map { ($0, 1) }, uniquingKeysWith: +)\nreturn counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key",
            answers: [
                "var NAME: [String: Int] = [:]\nfor name in classes { NAME[name, default: 0] += 1 }\nreturn NAME.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key",
                "let NAME = Set(classes).sorted()\nreturn NAME.max { first, second in\n    let a = classes.filter { $0 == first }.count, b = classes.filter { $0 == second }.count\n    return a < b || a == b && first > second\n}",
                "let NAME = Dictionary(grouping: classes) { $0 }\nreturn NAME.max { $0.value.count < $1.value.count || $0.value.count == $1.value.count && $0.key > $1.key }?.key",
                "let NAME = classes.first\nreturn NAME",
            ],
            options: "{points: 2, equal: reference, hidden: true, message: \"Where two are seen equally often, take the first by name.\"}",
            check: #"[["harbor", "beach", "harbor", "beach"], ["overpass"], []].map { mostCommon($0) ?? "none" }"#,
            python: Python(
                head: "def most_common(classes):", solution: "counts = Counter(classes)\nreturn min(counts, key=lambda name: (-counts[name], name), default=None)",
                answers: [
                    "NAME = Counter(classes)\nreturn min(NAME, key=lambda name: (-NAME[name], name), default=None)",
                    "NAME = sorted(set(classes))\nreturn max(NAME, key=classes.count, default=None)",
                    "NAME = {}\nfor name in classes:\n    NAME[name] = NAME.get(name, 0) + 1\nreturn min(NAME, key=lambda name: (-NAME[name], name), default=None)",
                    "NAME = classes[:1]\nreturn NAME[0] if NAME else None",
                ],
                check: "assert [most_common(c) for c in (['harbor', 'beach', 'harbor', 'beach'], ['overpass'], [])] == ['beach', 'overpass', None]")),
        SmallQuestion(
            name: "normalized", head: "func normalized(_ values: [Double]) -> [Double] {",
            solution: "let low = values.min() ?? 0, high = values.max() ?? 1\nreturn values.map { high > low ? ($0 - low) / (high - low) : 0 }",
            answers: [
                "guard let low = values.min(), let high = values.max(), high > low else { return values.map { _ in 0 } }\nlet NAME = high - low\nreturn values.map { ($0 - low) / NAME }",
                "let NAME = values.min() ?? 0, top = values.max() ?? 0\nvar result: [Double] = []\nfor value in values { result.append(top > NAME ? (value - NAME) / (top - NAME) : 0) }\nreturn result",
                "let NAME = (values.max() ?? 0) - (values.min() ?? 0)\nif NAME == 0 { return Array(repeating: 0, count: values.count) }\nreturn values.map { ($0 - values.min()!) / NAME }",
                "let NAME = values.max() ?? 1\nreturn values.map { $0 / NAME }",
            ],
            options: "{points: 2, equal: reference, tolerance: 1e-9}",
            check: "var normalizedDice = SeededGenerator(seed: checkSeed)\nnormalized((0..<12).map { _ in Double.random(in: -3..<7, using: &normalizedDice) })",
            python: Python(
                head: "def normalized(values):", solution: "low, high = min(values), max(values)\nreturn [(v - low) / (high - low) if high > low else 0 for v in values]",
                answers: [
                    "low, high = min(values), max(values)\nNAME = high - low\nreturn [(v - low) / NAME if NAME else 0 for v in values]",
                    "NAME, top = min(values), max(values)\nresult = []\nfor v in values:\n    result.append((v - NAME) / (top - NAME) if top > NAME else 0)\nreturn result",
                    "NAME = max(values) - min(values)\nif NAME == 0:\n    return [0] * len(values)\nreturn [(v - min(values)) / NAME for v in values]",
                    "NAME = max(values)\nreturn [v / NAME for v in values]",
                ],
                check: "normalized_dice = random.Random(7)\ndrawn = [normalized_dice.uniform(-3, 7) for _ in range(12)]\nlow, high = min(drawn), max(drawn)\nassert all(abs(a - (b - low) / (high - low)) < 1e-9 for a, b in zip(normalized(drawn), drawn))")),
        SmallQuestion(
            name: "accuracy", head: "func accuracy(_ predicted: [Int], _ labels: [Int]) -> Double {",
            solution: "Double(zip(predicted, labels).filter { $0 == $1 }.count) / Double(labels.count)",
            answers: [
                "let NAME = zip(predicted, labels).filter { $0 == $1 }.count\nreturn Double(NAME) / Double(labels.count)",
                "var NAME = 0\nfor index in labels.indices where predicted[index] == labels[index] { NAME += 1 }\nreturn Double(NAME) / Double(labels.count)",
                "let NAME = labels.indices.map { predicted[$0] == labels[$0] ? 1.0 : 0.0 }\nreturn NAME.reduce(0, +) / Double(NAME.count)",
                "let NAME = zip(predicted, labels).filter { $0 != $1 }.count\nreturn Double(NAME) / Double(labels.count)",
            ],
            options: "{points: 2, equal: reference, tolerance: 1e-9, hint: \"How many are right?\"}", check: "accuracy([3, 1, 2, 2, 0], [3, 1, 1, 2, 1])",
            python: Python(
                head: "def accuracy(predicted, labels):", solution: "return sum(p == l for p, l in zip(predicted, labels)) / len(labels)",
                answers: [
                    "NAME = sum(p == l for p, l in zip(predicted, labels))\nreturn NAME / len(labels)",
                    "NAME = 0\nfor index in range(len(labels)):\n    if predicted[index] == labels[index]:\n        NAME += 1\nreturn NAME / len(labels)",
                    "NAME = [1.0 if p == l else 0.0 for p, l in zip(predicted, labels)]\nreturn sum(NAME) / len(NAME)",
                    "NAME = sum(p != l for p, l in zip(predicted, labels))\nreturn NAME / len(labels)",
                ],
                check: "assert abs(accuracy([3, 1, 2, 2, 0], [3, 1, 1, 2, 1]) - 0.6) < 1e-9")),
        SmallQuestion(
            name: "vegetation", head: "func vegetation(red: [Double], nearInfrared: [Double]) -> [Double] {",
            solution: "zip(red, nearInfrared).map { $0 + $1 == 0 ? 0 : ($1 - $0) / ($1 + $0) }",
            answers: [
                "zip(red, nearInfrared).map { r, NAME in r + NAME == 0 ? 0 : (NAME - r) / (NAME + r) }",
                "var NAME: [Double] = []\nfor (r, n) in zip(red, nearInfrared) {\n    NAME.append(r + n == 0 ? 0 : (n - r) / (n + r))\n}\nreturn NAME",
                "red.indices.map { NAME in\n    let sum = red[NAME] + nearInfrared[NAME]\n    return sum == 0 ? 0 : (nearInfrared[NAME] - red[NAME]) / sum\n}",
                "zip(red, nearInfrared).map { r, NAME in (NAME - r) / (NAME + r) }",
            ],
            options: "{points: 2, equal: reference, tolerance: 1e-9, hidden: true, message: \"Where both are dark, the index is 0.\"}",
            check: "var vegetationDice = SeededGenerator(seed: checkSeed &+ 5)\nvegetation(red: [0, 0.25], nearInfrared: [0, Double.random(in: 0.3..<0.9, using: &vegetationDice)])",
            python: Python(
                head: "def vegetation(red, near_infrared):", solution: "return [0 if r + n == 0 else (n - r) / (n + r) for r, n in zip(red, near_infrared)]",
                answers: [
                    "return [0 if r + NAME == 0 else (NAME - r) / (NAME + r) for r, NAME in zip(red, near_infrared)]",
                    "NAME = []\nfor r, n in zip(red, near_infrared):\n    NAME.append(0 if r + n == 0 else (n - r) / (n + r))\nreturn NAME",
                    "NAME = zip(red, near_infrared)\nreturn [0 if r + n == 0 else (n - r) / (n + r) for r, n in NAME]",
                    "NAME = zip(red, near_infrared)\nreturn [(n - r) / (n + r) for r, n in NAME]",
                ],
                check: "assert vegetation([0, 0.25], [0, 0.75]) == [0, 0.5]")),
    ]
}
