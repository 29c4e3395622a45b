using System.Runtime.CompilerServices;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>Counts how often each law had something to look at, and ends the world that breaks one.</summary>
internal sealed class LawBook
{
    private readonly int[] _looked = new int[Enum.GetValues<DeskLaw>().Length];

    internal IReadOnlyList<int> Looked => _looked;

    /// <summary>Looks at something that the law is about.</summary>
    internal void Holds(
        DeskLaw law,
        bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] WhatIsWrong what,
        bool counts = true
    )
    {
        if (counts)
            _looked[(int)law]++;
        if (!holds)
            throw new DeskLawBroken(law, what.ToStringAndClear());
    }

    /// <summary>Text that is made up only where a law is broken: most looks find nothing wrong.</summary>
    [InterpolatedStringHandler]
    internal ref struct WhatIsWrong
    {
        private DefaultInterpolatedStringHandler _text;

        public WhatIsWrong(int literals, int values, bool holds, out bool isWanted)
        {
            isWanted = !holds;
            _text = holds ? default : new DefaultInterpolatedStringHandler(literals, values);
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        internal string ToStringAndClear() => _text.ToStringAndClear();
    }
}

internal sealed class DeskLawBroken(DeskLaw law, string what) : Exception($"{law}: {what}")
{
    internal DeskLaw Law => law;
}
