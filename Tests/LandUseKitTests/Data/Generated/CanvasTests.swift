import Testing
@testable import LandUseKit

/// What is drawn for its shape alone: white on black, one metre a pixel, the sun in the left.
@Suite("The canvas that generated pictures are drawn on")
struct CanvasTests {
    private static let size = 40

    private static func canvas(axis: Point = Point(1, 0)) -> Canvas {
        var dice = Dice(seed: 1)
        let light = Light(shadow: Point(1, 0), depth: 0.5)
        let canvas = Canvas(size: size, metres: Float(size), axis: axis, light: light, roughness: 0.7, &dice)
        canvas.fill(Surface(.grey(0)))
        return canvas
    }

    /// The drawn area in square metres, and its centre of gravity.
    private static func measure(_ canvas: Canvas) -> (area: Float, centre: Point) {
        var area: Float = 0, sum = Point(0, 0)
        for row in 0..<size {
            for column in 0..<size {
                let part = canvas.pixels[3 * (row * size + column)] / 100
                area += part
                sum = sum + canvas.ground(Point(Float(column) + 0.5, Float(row) + 0.5)) * part
            }
        }
        return (area, sum * (1 / area))
    }

    @Test("an outline covers its area, to the part of a pixel, either way round, however it is turned", arguments: [0, 0.07, 0.25, 0.4, 0.81] as [Float])
    func filling(turns: Float) {
        let triangle = [Point(-7.3, -4.1), Point(8.6, -2.2), Point(1.4, 9.7)]
        let (base, height) = (triangle[1] - triangle[0], triangle[2] - triangle[0])
        let area = (base.x * height.y - base.y * height.x) / 2
        for outline in [triangle, triangle.reversed()] {
            let canvas = Self.canvas(axis: .unit(turns: turns))
            canvas.fill(outline, Surface(.grey(100)))
            let found = Self.measure(canvas)
            #expect(abs(found.area - area) < 0.2)
            #expect((found.centre - (triangle[0] + triangle[1] + triangle[2]) * (1 / 3)).length < 0.05)
        }
    }

    @Test("outlines that overlap are one shape, and what lies outside the picture is left out") func union() {
        let canvas = Self.canvas(), pose = Pose()
        canvas.fill([pose.box(-2, 0, length: 8, width: 4), pose.box(2, 0, length: 8, width: 4).reversed()], Surface(.grey(100)))
        #expect(abs(Self.measure(canvas).area - 48) < 0.1)
        let cut = Self.canvas()
        cut.fill(pose.box(20, 20, length: 20, width: 20), Surface(.grey(100)))
        #expect(abs(Self.measure(cut).area - 100) < 0.1)
        let outside = Self.canvas()
        outside.fill(pose.box(70, -300, length: 20, width: 500), Surface(.grey(100)))
        outside.disc(Point(100, 3), radius: 20, Surface(.grey(100)))
        #expect((0..<Self.size * Self.size).allSatisfy { outside.pixels[3 * $0] == 0 })
    }

    @Test("discs and lines have their areas") func shapes() {
        let disc = Self.canvas()
        disc.disc(Point(3.3, -2.6), radius: 6.5, Surface(.grey(100)))
        #expect(abs(Self.measure(disc).area - 132.7) < 1)
        let dot = Self.canvas()
        dot.disc(Point(0.3, 0.2), radius: 0.4, Surface(.grey(100)))
        #expect(abs(Self.measure(dot).area - 0.5) < 0.25)
        let line = Self.canvas()
        line.stroke([Point(-10, -5), Point(0, 3), Point(12, 4)], width: 2, Surface(.grey(100)))
        let length = Point(10, 8).length + Point(12, 1).length
        #expect(abs(Self.measure(line).area - 2 * length) < 1)
        let dashes = Self.canvas()
        dashes.dashes([Point(-12, 0), Point(12, 0)], width: 1, mark: 2, gap: 2, phase: 1, Surface(.grey(100)))
        #expect(abs(Self.measure(dashes).area - 12) < 0.1)
    }

    @Test("a shadow falls away from the sun, as long as the thing is high, and not twice") func shadows() {
        let canvas = Self.canvas()
        canvas.fill(Surface(.grey(100)))
        let post = Pose().box(length: 2, width: 2)
        for _ in 0..<3 { canvas.shadow(of: post, height: 6) }
        // 8 metres by 2: what the post covers, and 6 metres beyond.
        let dark = (0..<Self.size * Self.size).filter { abs(canvas.pixels[3 * $0] - 50) < 0.5 }
        #expect(dark.count == 16)
        #expect(dark.allSatisfy { canvas.ground(Point(Float($0 % Self.size) + 0.5, 0)).x > -1 })
        // What is painted over it is in the light again, and takes a shadow of its own.
        canvas.fill(post, Surface(.grey(100)))
        canvas.darken([post])
        #expect(abs(canvas.pixels[3 * (Self.size * Self.size / 2 + Self.size / 2)] - 50) < 0.5)
    }

    @Test("directions are of length 1, and near the C library's") func directions() {
        for step in -20...80 {
            let turns = Float(step) / 60, way = Point.unit(turns: turns)
            #expect(abs(way.length - 1) < 1e-5)
            let next = Point.unit(turns: turns + 0.25)
            #expect((next - way.perpendicular).length < 1e-5)
        }
        #expect(Point.unit(turns: 0) == Point(1, 0))
        #expect((Point.unit(turns: 1 / 12) - Point(0.8660254, 0.5)).length < 1e-5)
    }

    @Test("the hull of points is convex and holds them all") func hull() {
        var dice = Dice(seed: 5)
        let points = (0..<60).map { _ in dice.place(within: 10) }
        let hull = Path.hull(points)
        #expect(hull.count > 4 && hull.count < 30)
        for (index, corner) in hull.enumerated() {
            let side = hull[(index + 1) % hull.count] - corner
            #expect(points.allSatisfy { side.x * ($0 - corner).y - side.y * ($0 - corner).x > -1e-3 })
        }
    }
}
