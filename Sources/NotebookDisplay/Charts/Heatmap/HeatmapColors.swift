/// Ten steps of one blue, from the ground to a strong colour, and text that is read on each. One hue whose
/// lightness changes says the same to everybody.
enum HeatmapColors {
    private static let levels = 10

    /// The step for a share, 0…1.
    static func level(_ share: Double) -> Int { min(max(Int((share * Double(levels - 1)).rounded()), 0), levels - 1) }

    /// Rules for `h0` … `h9` (cells) and `t0` … `t9` (text in them), light and dark.
    static let style: String = {
        ".small{font-size:11px}" + rules(from: (240, 244, 248), to: (8, 72, 122)) + "@media(prefers-color-scheme:dark){" + rules(from: (31, 38, 46), to: (122, 200, 255)) + "}"
    }()

    private typealias Color = (red: Double, green: Double, blue: Double)

    private static func rules(from start: Color, to end: Color) -> String {
        (0..<levels).map { level in
            let share = Double(level) / Double(levels - 1)
            func mixed(_ a: Double, _ b: Double) -> Double { (a + (b - a) * share).rounded() }
            let color = (red: mixed(start.red, end.red), green: mixed(start.green, end.green), blue: mixed(start.blue, end.blue))
            return ".h\(level){fill:rgb(\(Int(color.red)),\(Int(color.green)),\(Int(color.blue)))}.t\(level){fill:\(isLight(color) ? "#000" : "#fff")}"
        }.joined()
    }

    /// Whether black is read better on a colour than white: whether its relative luminance is above 0.18.
    private static func isLight(_ color: Color) -> Bool {
        // A gamma of 2 is near enough to sRGB's to tell.
        func linear(_ component: Double) -> Double { (component / 255) * (component / 255) }
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue) > 0.18
    }
}
