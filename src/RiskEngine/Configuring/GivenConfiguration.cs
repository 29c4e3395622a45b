using Akka.Configuration;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>What somebody has configured under <c>risk-engine</c>, over the defaults, and all that is wrong with it.</summary>
public sealed class GivenConfiguration
{
    private const string Root = HoconReader.Ours;

    private static readonly Section Defaults = HoconReader.Read(RiskEngineSettings.ReferenceText).Root.Child(Root);

    private readonly IReadOnlyList<ConfigurationText> _files;
    private readonly Section _given;
    private readonly Section _inForce;

    private GivenConfiguration(
        ConfigurationNode? given,
        List<ConfigurationFault> faults,
        IReadOnlyList<ConfigurationText> files
    )
    {
        _files = files;
        _given = new KnownKeys(Root, Defaults, RiskEngineSettings.ReferenceText.Name, faults).Checked(given);
        _inForce = _given.Over(Defaults);
        Faults = InOrder(faults);
    }

    /// <summary>The faults of the text and of its keys: all but what <see cref="Settings"/> finds in values.</summary>
    public ValueList<ConfigurationFault> Faults { get; }

    /// <summary>Where files include others outside every section. What those say is not part of this.</summary>
    public ValueList<SourcePlace> NotFollowed { get; private init; } = [];

    /// <summary>Whether the service runs against an exchange of its own.</summary>
    public SimulatorSettings Simulator => SimulatorSettings.Read(Reader([]).Section("simulator"));

    /// <summary>What the key of each session has to be like, in the order of the aliases.</summary>
    public ValueList<SessionOutline> Sessions =>
        _given.Child("sessions").Items.Keys.Order(StringComparer.Ordinal).Select(SessionOf).ToValueList();

    /// <summary>Every setting in force, in the order of the keys.</summary>
    public ValueList<SettingInForce> InForce
    {
        get
        {
            var given = _given.Leaves(Root).Select(leaf => leaf.Key).ToHashSet();
            return _inForce
                .Leaves(Root)
                .Select(leaf => new SettingInForce(leaf.Key, leaf.Text, given.Contains(leaf.Key)))
                .OrderBy(setting => setting.Key, StringComparer.Ordinal)
                .ToValueList();
        }
    }

    /// <summary>Reads files as they are written.</summary>
    /// <param name="files">The files; a later one overrides the ones before it.</param>
    public static GivenConfiguration Of(params IReadOnlyList<ConfigurationText> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (root, faults, notFollowed) = (new Section(), new List<ConfigurationFault>(), new List<SourcePlace>());
        foreach (var file in files)
        {
            var read = HoconReader.Read(file);
            faults.AddRange(read.Faults);
            if (AkkaHocon.Refusal(file, read) is { } refusal)
                faults.Add(refusal);
            notFollowed.AddRange(read.NotFollowed);
            root = read.Root.Over(root);
        }

        return new GivenConfiguration(root[Root], faults, files) { NotFollowed = notFollowed.ToValueList() };
    }

    /// <summary>The same with one more text, which overrides the others.</summary>
    public GivenConfiguration With(ConfigurationText last) => Of([.. _files, last]);

    /// <summary>Takes what Akka.NET has read and merged: no fault names a place then.</summary>
    internal static GivenConfiguration Of(Config config)
    {
        var faults = new List<ConfigurationFault>();
        return new GivenConfiguration(AkkaHocon.SectionOf(config, Root, faults), faults, []);
    }

    /// <summary>Reads the engine's settings.</summary>
    /// <param name="secrets">Where the secrets are.</param>
    /// <param name="exchanges">The exchanges that sessions may name.</param>
    /// <returns>The settings, or every fault at once, those of <see cref="Faults"/> among them.</returns>
    public SettingsResult Settings(ISecretSource secrets, params IReadOnlyList<IExchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(exchanges);
        var faults = Faults.ToList();
        var fingerprint = Fingerprints.Of(_inForce, Root);
        var aliases = Sessions.Select(session => session.Alias.Value);
        return SettingsReading.Of(Reader(faults), aliases, fingerprint, secrets, exchanges) is { } settings
            ? new SettingsResult.Valid(settings)
            : new SettingsResult.Faulty(InOrder(faults));
    }

    /// <summary>Faults, each once, with the places of their keys, in the order of the files and their lines.</summary>
    /// <remarks>
    /// The place of a key that no file has is that of the section where it might stand; what stands in no file comes last.
    /// What a session has from the session defaults is a fault there, and of all sessions the same.
    /// </remarks>
    public ValueList<ConfigurationFault> InOrder(IEnumerable<ConfigurationFault> faults)
    {
        var order = _files
            .Select((file, index) => (file.Name, Index: index))
            .DistinctBy(one => one.Name)
            .ToDictionary();
        return faults
            .Select(Placed)
            .Distinct()
            .OrderBy(fault =>
                fault.Place is { } place ? order.GetValueOrDefault(place.File, int.MaxValue) : int.MaxValue
            )
            .ThenBy(fault => fault.Place?.Line ?? 0)
            .ThenBy(fault => fault.Place?.Column ?? 0)
            .ToValueList();
    }

    private SessionOutline SessionOf(string alias)
    {
        var session = Reader([]).Session(alias);
        return new SessionOutline(
            new SessionAlias(alias),
            session.Text("account"),
            session.Section("nonce").Text("mode") == "time-based"
        );
    }

    private SectionReader Reader(List<ConfigurationFault> faults) => new(_inForce, Root, faults);

    private ConfigurationFault Placed(ConfigurationFault fault)
    {
        if (fault.Place is not null || Below(Root, fault.Key) is not { } key)
            return fault;
        var (node, rest) = Find(_given, key);
        if (
            rest.Length > 0
            && Below("sessions", key) is { } session
            && _given
                .Child("sessions")
                .Items.Keys.Select(alias => Below(alias, session))
                .FirstOrDefault(k => k is not null)
                is { } own
            && Find(_given.Child("session-defaults"), own) is (not Section and { Place: var place }, "")
        )
            return fault with { Key = $"{Root}.session-defaults.{own}", Place = place };
        return fault with { Place = node.Place };
    }

    /// <summary>The node of a key, or the last one on the way to it, and what of the key is left then.</summary>
    private static (ConfigurationNode Nearest, string Left) Find(Section section, string key)
    {
        foreach (var (part, node) in section.Items.OrderByDescending(item => item.Key.Length))
            if (part == key)
                return (node, "");
            else if (node is Section below && Below(part, key) is { } rest)
                return Find(below, rest);
        return (section, key);
    }

    private static string? Below(string section, string key) =>
        key.StartsWith($"{section}.", StringComparison.Ordinal) ? key[(section.Length + 1)..] : null;
}
