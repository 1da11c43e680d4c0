import NotebookDisplay

/// Which pictures a gallery of predictions takes where there are more than it shows.
public enum GalleryChoice: Sendable {
    /// Every so many, in the dataset's order: something of every class.
    case spread
    /// Those whose predicted class has the highest probability, the highest first. Of mistakes, the most instructive ones.
    case surest
    /// Those whose predicted class has the lowest probability, the lowest first.
    case leastSure
}

extension Predictions {
    /// Pictures with what they are and what they were taken for, and its probability.
    ///
    ///     predictions.gallery(mistakesOnly: true, count: 12, choosing: .surest)
    ///
    /// - Parameters:
    ///   - mistakesOnly: whether only pictures are shown whose prediction is wrong
    ///   - count: how many at most
    ///   - longestSide: pictures are scaled down to so many pixels, so that a report stays small
    ///   - columns: how many stand side by side where there is room; `nil` for as many as fit
    public func gallery(
        mistakesOnly: Bool = false, count most: Int = 12, choosing choice: GalleryChoice = .spread, longestSide: Int = 128,
        columns: Int? = 4, file: StaticString = #fileID, line: UInt = #line
    ) -> Gallery {
        guard let dataset else {
            fail("gallery needs the pictures: make the predictions with evaluate, or give Predictions its dataset:", file, line)
        }
        guard most > 0, longestSide > 0 else {
            fail("gallery needs a positive count and longestSide, got \(most) and \(longestSide)", file, line)
        }
        let candidates = labels.indices.filter { !mistakesOnly || labels[$0] != predicted[$0] }.sorted { indices[$0] < indices[$1] }
        let confidences = confidences, chosen = chosen(choice, most, of: candidates, confidences)
        let items = chosen.map { place -> Gallery.Item in
            CancellationHook.check()
            let caption = caption(place, confidences[place])
            do {
                var image = try dataset.image(at: indices[place]).fitting(longestSide)
                image.alternativeText = dataset.shownName(at: indices[place], className: classes[labels[place]])
                return Gallery.Item(image, caption: caption)
            } catch {
                return Gallery.Item(Markdown("(cannot be shown: \(error))"), caption: caption)
            }
        }
        return Gallery(items, title: title(mistakesOnly, items.count, of: candidates.count) + (dataset.source.origin.map { ", \($0)" } ?? ""), columns: columns)
    }

    private func chosen(_ choice: GalleryChoice, _ most: Int, of candidates: [Int], _ confidences: [Double]) -> [Int] {
        switch choice {
        case .spread:
            guard candidates.count > most else { return candidates }
            return (0..<most).map { candidates[$0 * candidates.count / most] }
        case .surest: return Array(candidates.sorted { (confidences[$1], indices[$0]) < (confidences[$0], indices[$1]) }.prefix(most))
        case .leastSure: return Array(candidates.sorted { (confidences[$0], indices[$0]) < (confidences[$1], indices[$1]) }.prefix(most))
        }
    }

    /// Told apart by marks and words, not by colours.
    private func caption(_ place: Int, _ confidence: Double) -> String {
        let share = "\(Decimal.fixed(confidence * 100, digits: 0))\u{A0}%", label = classes[labels[place]], guess = classes[predicted[place]]
        let verdict = label == guess ? "✓ right: \(label), \(share)" : "✗ wrong: taken for \(guess), \(share); is \(label)"
        // The folder is the class, or too long; the picture's own words have it.
        let file = name(at: place).split(separator: "/").last.map(String.init) ?? ""
        return "\(verdict) (\(file))"
    }

    private func title(_ mistakesOnly: Bool, _ shown: Int, of candidates: Int) -> String {
        guard candidates > 0 else { return mistakesOnly ? "No mistakes: all \(count) pictures are right" : "No pictures" }
        let what = mistakesOnly ? (candidates == 1 ? "mistake" : "mistakes") : (candidates == 1 ? "picture" : "pictures")
        let all = mistakesOnly ? " among \(count) pictures" : ""
        return shown < candidates ? "\(shown) of \(candidates) \(what)\(all)" : "\(candidates) \(what)\(all)"
    }
}
