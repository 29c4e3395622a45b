namespace RiskEngine.Simulator.Faults;

/// <summary>One thing that a rule of a fault plan does to a request. Times add up; of two mishaps the first stands.</summary>
internal abstract record Effect
{
    private Effect() { }

    public abstract FaultDecision AddTo(FaultDecision decision, Random random);

    /// <summary><c>ok</c>: nothing.</summary>
    public sealed record Nothing : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) => decision;
    }

    /// <summary><c>transit</c>: the request arrives late.</summary>
    public sealed record Transit(Delay Delay) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                Transit = decision.Transit + Delay.Draw(random),
            };
    }

    /// <summary><c>hold</c>: an admitted order lands late.</summary>
    public sealed record Hold(Delay Delay) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                Hold = decision.Hold + Delay.Draw(random),
            };
    }

    /// <summary><c>latency</c>: the answer leaves late.</summary>
    public sealed record Latency(Delay Delay) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                Latency = decision.Latency + Delay.Draw(random),
            };
    }

    /// <summary>A mishap in place of processing.</summary>
    public sealed record Instead(Mishap Mishap) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                Instead = decision.Instead ?? Mishap,
            };
    }

    /// <summary>A mishap after processing.</summary>
    public sealed record After(Mishap Mishap) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                After = decision.After ?? Mishap,
            };
    }

    /// <summary><c>reject</c>: a bulk cancel leaves orders open.</summary>
    public sealed record Reject(int Count) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                Rejects = Math.Max(decision.Rejects, Count),
            };
    }

    /// <summary><c>skew</c>: the exchange's clock is off.</summary>
    public sealed record ClockSkew(TimeSpan By) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                ClockSkew = decision.ClockSkew + By,
            };
    }

    /// <summary><c>date</c>: the Date header is wrong.</summary>
    public sealed record DateSkew(TimeSpan By) : Effect
    {
        public override FaultDecision AddTo(FaultDecision decision, Random random) =>
            decision with
            {
                DateSkew = decision.DateSkew + By,
            };
    }
}
