namespace RiskEngine.Protocol;

/// <summary>Who wants something done: a strategy, a person, or the engine itself.</summary>
public abstract record RequestedBy
{
    private RequestedBy(string name) => Name = Words.Name(name);

    /// <summary>The strategy's, the person's or the engine part's name.</summary>
    public string Name { get; }

    /// <summary>A strategy of the trading system.</summary>
    public sealed record Strategy : RequestedBy
    {
        /// <summary>The given strategy.</summary>
        public Strategy(StrategyId id)
            : base(id.Value) => Id = id;

        /// <summary>The strategy.</summary>
        public StrategyId Id { get; }

        /// <inheritdoc/>
        public override string ToString() => $"strategy {Name}";
    }

    /// <summary>A person, by the name that they logged in with.</summary>
    public sealed record Person : RequestedBy
    {
        /// <summary>The person of this name.</summary>
        /// <exception cref="ArgumentException">The name is not 1 to 64 letters, digits, dots, hyphens or underscores.</exception>
        public Person(string name)
            : base(name) { }

        /// <inheritdoc/>
        public override string ToString() => $"person {Name}";
    }

    /// <summary>A part of the engine, such as cancel-on-start.</summary>
    public sealed record Engine : RequestedBy
    {
        /// <summary>The part of this name.</summary>
        /// <exception cref="ArgumentException">The name is not 1 to 64 letters, digits, dots, hyphens or underscores.</exception>
        public Engine(string name)
            : base(name) { }

        /// <inheritdoc/>
        public override string ToString() => $"engine {Name}";
    }
}
