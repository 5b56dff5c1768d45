enum Events {}

struct Event {}
