import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite("Random transforms in a pipeline")
struct RandomTransformTests {
    static let image = smoothImage([12, 15, 3], 900)
    static let pipeline = Compose([
        RandomResizedCrop(8, scale: 0.5...1), RandomHorizontalFlip(), ToTensor(), Normalize(.imageNet),
    ])

    @Test("print themselves as torchvision's do") func descriptions() {
        #expect(Self.pipeline.description == """
            Compose(
                RandomResizedCrop(size=(8, 8), scale=(0.5, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear, antialias=True)
                RandomHorizontalFlip(p=0.5)
                ToTensor()
                Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
            )
            """)
        #expect("\(Resize(256))" == "Resize(size=256, interpolation=bilinear, max_size=None, antialias=True)")
        #expect("\(Resize(180, 240))" == "Resize(size=(180, 240), interpolation=bilinear, max_size=None, antialias=True)")
        #expect("\(CenterCrop(224))" == "CenterCrop(size=(224, 224))")
        #expect("\(RandomCrop(32, padding: 4))" == "RandomCrop(size=(32, 32), padding=4)")
        #expect("\(ColorJitter(hue: 0.5))" == "ColorJitter(brightness=None, contrast=None, saturation=None, hue=(-0.5, 0.5))")
        #expect("\(RandomApply([RandomRotation90()], p: 0.3))" == "RandomApply(\n    p=0.3\n    RandomRotation90()\n)")
        #expect("\(RandomChoice([RandomGrayscale(p: 1), RandomRotation90()], weights: [1, 3]))"
            == "RandomChoice(\n    RandomGrayscale(p=1.0)\n    RandomRotation90()\n)(p=[1.0, 3.0])")
    }

    @Test("say that they are random") func isRandom() {
        #expect(Self.pipeline.isRandom)
        for named in NamedTransform.all.values {
            #expect(named.transform.isRandom)
        }
        #expect(!Compose([Resize(8), CenterCrop(8), ToTensor()]).isRandom)
        // It draws, as torchvision's does, though there is nothing to choose from.
        #expect(GaussianBlur(kernelSize: 3, sigma: 1...1).isRandom)
    }

    @Test("the same seed gives the same pictures, another seed others") func seeds() {
        func tensors(_ seed: UInt64) -> [[Float]] {
            Random.withSeed(seed) { (0..<4).map { _ in (Self.pipeline(Self.image) as Tensor).elements } }
        }
        #expect(tensors(3) == tensors(3))
        #expect(tensors(3) != tensors(4))
        #expect(Set(tensors(3)).count > 1)
    }

    @Test("all four quarter turns come up, and choices by their weights") func frequencies() {
        Random.withSeed(8) {
            let turns = (0..<400).map { _ in RandomRotation90()(Self.image) }
            for times in 0..<4 {
                let share = turns.count { $0 == Self.image.rotated90(times: times) }
                #expect((70...130).contains(share), "\(times) quarters: \(share) of 400")
            }
            let (flip, turn) = (RandomHorizontalFlip(p: 1), RandomVerticalFlip(p: 1))
            let chosen = (0..<400).map { _ in
                RandomChoice([flip, turn, RandomGrayscale(p: 1)], weights: [1, 3, 0])(Self.image)
            }
            let flips = chosen.count { $0 == flip(Self.image) }, others = chosen.count { $0 == turn(Self.image) }
            #expect((70...130).contains(flips), "\(flips) of 400")
            #expect(flips + others == 400)
        }
    }

    @Test("probabilities 0 and 1 are never and always") func certain() {
        Random.withSeed(9) {
            for _ in 0..<50 {
                #expect(RandomHorizontalFlip(p: 0)(Self.image) == Self.image)
                #expect(RandomVerticalFlip(p: 1)(Self.image) == Self.image.flippedVertically())
                #expect(RandomPerspective(p: 0)(Self.image) == Self.image)
            }
        }
    }

    @Test("examples: the picture and so many, denormalised, without a draw from the others' numbers") func examples() {
        // A generator of its own, for other tests draw meanwhile.
        let (gallery, isUntouched) = Random.withSeed(1) {
            let before = Random.state
            let gallery = Self.pipeline.examples(of: Self.image, count: 5)
            return (gallery, Random.state == before)
        }
        #expect(isUntouched)
        #expect(gallery.items.map(\.caption) == ["original", "1", "2", "3", "4", "5"])
        let pictures = Random.withSeed(0) {
            (0..<5).map { _ in Compose(Array(Self.pipeline.steps.prefix(2)))(Self.image) as Image }
        }
        #expect(Set(pictures.map(\.samples)).count > 1)
        for (number, picture) in pictures.enumerated() {
            var picture = picture
            picture.alternativeText = "image of 15×12 pixels, transformed (\(number + 1) of 5)"
            #expect(gallery.items[number + 1] == Gallery.Item(picture, caption: "\(number + 1)"))
        }
        #expect(Self.pipeline.examples(of: Self.image, count: 5) == gallery)
        #expect(Self.pipeline.examples(of: Self.image, count: 5, seed: 1) != gallery)
    }
}
