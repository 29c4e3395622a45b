namespace RiskEngine.Simulator.Faults;

/// <summary>The ready-made plans.</summary>
public static class NamedPlans
{
    /// <summary>Every ready-made plan, mildest first.</summary>
    public static IReadOnlyList<NamedPlan> All { get; } =
    [
        new("none", "nothing goes wrong", ""),
        new(
            "flaky",
            "an ordinary bad day: slow answers, lost connections, now and then a 500 or 502",
            "*: latency 5ms~400ms; */3%: drop; */3%: drop-after; */3%: 500; */3%: 502-after"
        ),
        new("maintenance", "503 Maintenance for three seconds", "*: 503 for 3s"),
        new(
            "lost-answers",
            "cancels are executed and their answers lost",
            "cancel/session: drop-after x1, reset-after x1, 500-after x1, truncate x1; cancel/all: drop-after x1"
        ),
        new("late-order", "orders in flight land after the cancel, where no fence stops them", "order/new: hold 300ms"),
        new(
            "rejects",
            "cancels that leave orders open",
            "cancel/session: reject 1 x1, reject all x1; cancel/all: reject 1 x1"
        ),
        new(
            "rate-limited",
            "429 in each of its forms",
            "cancel/session: 429 x2, 429 retry-after 1s x1, 429 retry-date 2s x1; */20%: 429"
        ),
        new(
            "stall",
            "cancels that are never answered, the second one executed",
            "cancel/session: stall x1, stall-after x1; cancel/all: stall x1"
        ),
        new(
            "lagging-lists",
            "young orders are not listed yet and not canceled, closed ones are listed for a while",
            "cancel/session: hide-young 500ms; orders: hide-young 1s; orders: keep-closed 1s; status: hide-young 300ms"
        ),
        new(
            "disagreeing-replicas",
            "each look is answered by another copy of the book, up to 1.5 s behind",
            "orders: replicas 3 1500ms; status: replicas 3 1500ms"
        ),
        new(
            "closed-entries",
            "lists with orders that are no longer live, and with odd ones of others",
            "orders: show-closed 1m; orders: foreign 11"
        ),
        new(
            "slow-cancels",
            "cancels that are accepted and take effect later",
            "cancel/session: settle 200ms..1500ms; cancel/all: settle 200ms..1500ms; cancel: settle-live 100ms..800ms"
        ),
        new(
            "fills",
            "orders fill by themselves, as they are canceled, and instead of being canceled",
            "new/30%: fill 100ms..3s; cancel/session/50%: reject 2 filled; cancel/session/50%: reject 1 fills 50ms..300ms; "
                + "cancel/20%: fill now"
        ),
        new(
            "front-page",
            "pages of a front, redirects and bare statuses before the exchange answers",
            "cancel/session: 403 html x1, 301 html x1, 301 x1, 404 empty x1; cancel/all: 503 html x1; "
                + "orders: 403 html x1, 502 html x1; roles: 403 html x1; cancel/20%: 401 empty"
        ),
        new(
            "tight-rates",
            "a burst of 10, then five requests a second for single cancels and looks alike, 429 above",
            "*: 429 above 5/s burst 10; cancel/session: reject all x1"
        ),
        new(
            "odd-answers",
            "orders without is_live, unasked compression, a clock that lies",
            "new: shape without-is-live; cancel/50%: shape prediction; */30%: compress gzip; */10%: date 9999-12-31; "
                + "*/10%: date 1970-01-01; */10%: date none"
        ),
        new(
            "chaos",
            "all of it at once",
            "*: latency 5ms~800ms; */5%: drop; */5%: drop-after; */3%: reset; */3%: reset-after; */3%: 500; */3%: 500-text-after; "
                + "*/2%: 502-after; */2%: 503; */4%: 429; */2%: 429 retry-after 1s; */2%: stall; */2%: stall-after; */2%: truncate; "
                + "*/2%: garbage; */2%: empty; */5%: transit 20ms..200ms; order/new/20%: hold 50ms..400ms; cancel/session/20%: reject 1"
        ),
    ];

    /// <summary>The plan of that name; null when there is none.</summary>
    public static NamedPlan? Find(string name) => All.FirstOrDefault(plan => plan.Name == name);
}
