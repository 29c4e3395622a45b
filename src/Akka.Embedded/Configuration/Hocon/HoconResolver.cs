namespace Akka.Configuration.Hocon;

/// <summary>Gives every <c>${path}</c> of a document its value.</summary>
internal sealed class HoconResolver(HoconValue root)
{
    private readonly HashSet<HoconValue> _open = [];

    /// <exception cref="FormatException">A path leads nowhere, or back to the place that refers to it.</exception>
    public void Resolve(IEnumerable<HoconSubstitution> substitutions)
    {
        var config = root.ToConfig();
        foreach (var substitution in substitutions)
            substitution.ResolvedValue =
                config.GetValue(substitution.Path)
                ?? throw new FormatException($"Unresolved substitution: {substitution.Path}");
        RefuseCycles(root);
    }

    private void RefuseCycles(HoconValue value)
    {
        if (!_open.Add(value))
            throw new FormatException("A substitution refers to itself.");
        foreach (var element in value.Values)
        {
            if (element is HoconSubstitution { ResolvedValue: { } target, Path: var path })
            {
                if (_open.Contains(target))
                    throw new FormatException($"The substitution ${{{path}}} refers to itself.");
                RefuseCycles(target);
            }
            foreach (var child in ChildrenOf(element))
                RefuseCycles(child);
        }
        _open.Remove(value);
    }

    private static IEnumerable<HoconValue> ChildrenOf(IHoconElement element) =>
        element switch
        {
            HoconObject item => item.Items.Values,
            HoconArray array => array,
            _ => [],
        };
}
