//! What is asked: the queue, questions, the judge and the study session.
