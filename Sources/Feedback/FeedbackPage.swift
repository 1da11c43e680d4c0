import Assignments
import Report
