using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>What a reading of a file finds to be wrong.</summary>
/// <param name="file">The file.</param>
internal sealed class HoconFaults(ConfigurationText file)
{
    internal const string NoValue = "has no value.";

    private readonly List<ConfigurationFault> _faults = [];

    /// <summary>Whether our own section is being read.</summary>
    internal bool IsOurs { get; set; }

    /// <summary>How many braces, brackets and quotes are not closed, or close nothing.</summary>
    internal int Torn { get; private set; }

    /// <summary>Whether reading was given up for depth; of what is open then nothing more is told.</summary>
    internal bool IsTooDeep { get; private set; }

    internal IEnumerable<ConfigurationFault> All => _faults.Distinct();

    /// <summary>Of what is our own section a fault; of others, which are not ours to judge, none.</summary>
    /// <returns>Whether it is one.</returns>
    internal bool Add(HoconToken at, string path, string text)
    {
        if (IsOurs)
            Keep(at, path, text);
        return IsOurs;
    }

    internal Broken AddBroken(HoconToken at, string path, string text)
    {
        Add(at, path, text);
        return new Broken(at.PlaceIn(file));
    }

    internal void AddGivenTwice(HoconToken again, string path, ConfigurationNode before) =>
        Add(again, path, $"is given twice; the first is in line {before.Place?.Line}.");

    /// <summary>A quote that nothing closes may hide everything behind it, so it is told of in any section.</summary>
    internal bool AddWrong(HoconToken token, string path, string wrong)
    {
        if (wrong != HoconScanner.NotClosed)
            return Add(token, path, wrong);
        AddTorn(token, path, wrong);
        return true;
    }

    internal void AddTorn(HoconToken at, string path, string text)
    {
        if (IsTooDeep)
            return;
        Torn++;
        Keep(at, path, text);
    }

    internal void AddTooDeep(HoconToken at, string path, string text)
    {
        AddTorn(at, path, text);
        IsTooDeep = true;
    }

    private void Keep(HoconToken at, string path, string text) =>
        _faults.Add(new ConfigurationFault(path.Length == 0 ? file.Name : path, text) { Place = at.PlaceIn(file) });
}
