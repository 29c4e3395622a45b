namespace Akka.Configuration.Hocon;

/// <summary>A reference <c>${path}</c> to another value of the same document.</summary>
internal sealed class HoconSubstitution(string path)
{
    /// <summary>The value that the path leads to; null until the whole document is read.</summary>
    public HoconValue? Target { get; private set; }

    /// <summary>Gives every reference of a document its value.</summary>
    /// <exception cref="FormatException">A path leads nowhere, or back to the place that refers to it.</exception>
    public static void Resolve(HoconValue root, IEnumerable<HoconSubstitution> substitutions)
    {
        var config = root.ToConfig();
        foreach (var substitution in substitutions)
            substitution.Resolve(config);
    }

    private void Resolve(Config config)
    {
        var target =
            config.GetValue(path) ?? throw new FormatException($"The document sets no `{path}` for ${{{path}}}.");
        // Before the value is set, so that no walk ever meets a cycle.
        if (IsPartOf(target))
            throw new FormatException($"The substitution ${{{path}}} refers to itself.");
        Target = target;
    }

    private bool IsPartOf(HoconValue value) =>
        value.Parts.Exists(part =>
            part switch
            {
                HoconSubstitution other => other == this || (other.Target is { } target && IsPartOf(target)),
                HoconObject item => item.Items.Values.Any(IsPartOf),
                List<HoconValue> list => list.Exists(IsPartOf),
                _ => false,
            }
        );
}
