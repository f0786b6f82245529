//! Where progress is kept: journal, locks and the device that writes.
