using System.Text.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.JsonSchema;

public sealed class FormatTests
{
    [Theory]
    [InlineData("date-time", "2025-01-31T12:00:00Z|2025-01-31t12:00:60.123+02:00", "2025-01-31|2025-02-30T12:00:00Z|2025-01-31T12:00:00|2025-01-31 12:00:00Z")]
    [InlineData("time", "12:00:00Z|00:00:00.5-23:59", "24:00:00Z|12:00Z|12:00:00|12:00:00.Z|12:00:00+2:00")]
    [InlineData("date", "2024-02-29", "2025-02-29|2025-1-1|20250101|٢٠٢٥-٠١-٠١")]
    [InlineData("duration", "P1Y2M3DT4H5M6S|PT15M|P2W|P1D", "P|PT|P1|1D|P1DT|PT1D|P1W2D|P1D1Y")]
    [InlineData("email", "a.b+c@example.com", "a@|@b|a..b@c.d|a b@c.d|a@b_c|a@-b.c")]
    [InlineData("hostname", "example.com|a|xn--bcher-kva.example", "-a|a-|a..b|a_b|a.b.")]
    [InlineData("ipv4", "127.0.0.1|255.255.255.255", "256.0.0.1|1.2.3|01.2.3.4|1.2.3.4.5|0x7f.0.0.1")]
    [InlineData("ipv6", "::1|2001:db8::1|::ffff:1.2.3.4", "1::2::3|[::1]|::1%eth0|12345::|1.2.3.4|::1.2.3.04")]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000|{23e4567-e89b-12d3-a456-42661417400}")]
    [InlineData("uri", "https://example.com/a?b#c|urn:isbn:1|mailto:a@b.c", "/a|example.com|https://a b|http://a/%zz|1a:b|:x")]
    public void Format_Text_IsToldApart(string format, string valid, string invalid)
    {
        Assert.All(valid.Split('|'), text => Assert.Empty(Validate(format, text)));
        Assert.All(invalid.Split('|').Append(""), text => Assert.NotEmpty(Validate(format, text)));
    }

    private static string[] Validate(string format, string text) =>
        JsonString.Validate($$"""{"format":"{{format}}"}""", JsonSerializer.Serialize(text)).Lines();
}
