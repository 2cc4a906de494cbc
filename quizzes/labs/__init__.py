"""Labs: predict, change a number, look at the picture, read the figures. One module each."""

from .base import Expectation, Lab, LabForm, LiveRun, Outcome, Source
from .catalogue import LABS, lab_of

__all__ = ["LABS", "Expectation", "Lab", "LabForm", "LiveRun", "Outcome", "Source", "lab_of"]
