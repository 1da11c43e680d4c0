import Notebook
import Assignments
extension ObservedValue { init?(observationIn bundle: MediaBundle) { return nil } }
