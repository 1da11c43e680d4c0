/// One class of land use, which can be drawn in ever new ways.
protocol Scene: Sendable {
    /// What such a picture shows, for those who do not see it.
    var words: String { get }
    /// Draws one; the canvas is grey, the setting's colours are this picture's.
    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice)
}

/// UC Merced's 21 classes, in its order, and who draws them.
enum Scenes {
    static let all: [(name: String, scene: any Scene)] = [
        ("agricultural", FieldScene()),
        ("airplane", ApronScene()),
        ("baseballdiamond", BaseballScene()),
        ("beach", BeachScene()),
        ("buildings", CityScene()),
        ("chaparral", ChaparralScene()),
        ("denseresidential", ResidentialScene(density: .dense)),
        ("forest", ForestScene()),
        ("freeway", FreewayScene()),
        ("golfcourse", GolfScene()),
        ("harbor", HarborScene()),
        ("intersection", IntersectionScene()),
        ("mediumresidential", ResidentialScene(density: .medium)),
        ("mobilehomepark", MobileHomeScene()),
        ("overpass", OverpassScene()),
        ("parkinglot", ParkingScene()),
        ("river", RiverScene()),
        ("runway", RunwayScene()),
        ("sparseresidential", EstateScene()),
        ("storagetanks", TankScene()),
        ("tenniscourt", TennisScene()),
    ]
}
