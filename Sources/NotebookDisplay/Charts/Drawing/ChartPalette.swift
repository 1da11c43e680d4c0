/// The colours of a chart's series, in light and in dark surroundings: hues that colour-blind readers tell apart
/// (after Okabe and Ito), each with a contrast of 3 to its ground. Dashes and shapes tell series apart without any.
enum ChartPalette {
    private static let light = ["#0067a5", "#c44e00", "#00805b", "#a8467f", "#7a6000", "#4b5563"]
    private static let dark = ["#62b5f0", "#ff9b66", "#3fc796", "#eb9bcb", "#e0c04a", "#b4bdc7"]
    private static let dashes = ["", "7 4", "2 3", "10 4 2 4", "5 2", "1 4"]

    static var count: Int { light.count }

    /// Rules for `s0`, `s1` … (a series' line), `f0` … (its filled shapes), and what axes are made of.
    static let style: String = {
        let lines = light.indices.map { index in
            ".s\(index){stroke:\(light[index])\(dashes[index].isEmpty ? "" : ";stroke-dasharray:" + dashes[index])}.f\(index){fill:\(light[index])}.b\(index){stroke:\(light[index])}"
        }
        let darkLines = dark.indices.map { ".s\($0){stroke:\(dark[$0])}.f\($0){fill:\(dark[$0])}.b\($0){stroke:\(dark[$0])}" }
        return "path{fill:none}.pale{fill-opacity:.3}.whisker{stroke:#1f2328;stroke-width:1.5}.halo{stroke:#fff;stroke-width:4}.small{font-size:11px}.best{font-weight:600;font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:4;stroke-linejoin:round}.ring{stroke-width:2}.dashed{stroke-dasharray:2 3}.line{stroke-width:2;stroke-linejoin:round}.dot{fill-opacity:.75}.grid{stroke:#d5dbe1}.axis{stroke:#6b7580}"
            + lines.joined() + "@media(prefers-color-scheme:dark){.whisker{stroke:#e6edf3}.halo,.best{stroke:#14181d}.grid{stroke:#343d46}.axis{stroke:#8b96a1}" + darkLines.joined() + "}"
    }()

    /// Colours come round again after the last.
    static func line(_ series: Int) -> String { "line s\(series % count)" }
    static func fill(_ series: Int) -> String { "f\(series % count)" }
    static func outline(_ series: Int) -> String { "b\(series % count)" }

    /// A series' own bar: full, pale with a border, or hatched.
    static func bar(_ series: Int, on canvas: inout SVGCanvas, x: Double, y: Double, width: Double, height: Double) {
        let look = series % 3, index = series % count
        canvas.rectangle(x: x, y: y, width: width, height: height, style: look == 0 ? "f\(index)" : "f\(index) pale")
        guard look > 0 else { return }
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        var lines = "M" + corners.map { SVGCanvas.pair((x: $0.0, y: $0.1)) }.joined(separator: "L") + "Z"
        if look == 2 {
            for step in stride(from: 5.0, to: width, by: 5) {
                lines += "M" + SVGCanvas.pair((x + step, y)) + "L" + SVGCanvas.pair((x + step, y + height))
            }
        }
        canvas.path(lines, style: "b\(index)")
    }

    /// A series' own shape around a point: disc, square, diamond, triangle.
    static func marker(_ series: Int, at point: (x: Double, y: Double), radius r: Double) -> String {
        func corner(_ dx: Double, _ dy: Double) -> String { SVGCanvas.pair((point.x + dx * r, point.y + dy * r)) }
        switch series % 4 {
        case 0:
            let arc = "A" + SVGCanvas.pair((r, r)) + " 0 1 0 "
            return "M" + corner(-1, 0) + arc + corner(1, 0) + arc + corner(-1, 0) + "Z"
        case 1: return "M" + [corner(-0.9, -0.9), corner(0.9, -0.9), corner(0.9, 0.9), corner(-0.9, 0.9)].joined(separator: "L") + "Z"
        case 2: return "M" + [corner(0, -1.2), corner(1.2, 0), corner(0, 1.2), corner(-1.2, 0)].joined(separator: "L") + "Z"
        default: return "M" + [corner(0, -1.2), corner(1.1, 0.9), corner(-1.1, 0.9)].joined(separator: "L") + "Z"
        }
    }
}
