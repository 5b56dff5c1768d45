/// Flow.
