using System.Text;
using CsCheck;
using Fairlead.Protocols.Multipart;
using Xunit;

namespace Fairlead.Protocols.Tests.Multipart;

public sealed class MultipartScannerTests
{
    private const string Boundary = "edge-7";
    private static readonly string File = Part("form-data; name=\"file\"; filename=\"a.bin\"", "\r\n--edge-\r\n--edg\r\r\n-binary\0");

    [Theory]
    [InlineData("form-data; name=\"model\"")]
    [InlineData("form-data; name=model")]
    [InlineData("FORM-DATA; NAME=\"model\"")]
    [InlineData("form-data ;name = \"model\" ")]
    public void Scan_ModelBeforeTheFile_IsFoundAtItsPlaceForEveryCut(string disposition)
    {
        var body = Part("form-data; name=\"prompt\"", "a model") + Part(disposition, "whisper-1") + File + End;
        var place = body.IndexOf("whisper-1", StringComparison.Ordinal);
        for (var size = 1; size <= body.Length; size++)
        {
            var scanner = Scan(body, size);

            Assert.Null(scanner.Problem);
            Assert.Equal(new MultipartField(place, place + 9, "whisper-1"), scanner.Field);
            Assert.True(scanner.HasFile);
            Assert.True(scanner.IsComplete);
        }
    }

    [Fact]
    public void Scan_FileFirst_IsSeenBeforeTheModel()
    {
        var scanner = Scan(File, 7);

        Assert.True(scanner.HasFile);
        Assert.Null(scanner.Field);
        scanner.Scan(Encoding.UTF8.GetBytes(Part("form-data; name=\"model\"", "gpt-image-1") + End));
        Assert.Equal("gpt-image-1", scanner.Field!.Value);
    }

    [Fact]
    public void Scan_LineBreaksInTheModel_BelongToIt()
    {
        var scanner = Scan(Part("form-data; name=\"model\"", "a\r\n--edge\r\r\nb") + End, 3);

        Assert.Equal("a\r\n--edge\r\r\nb", scanner.Field!.Value);
    }

    [Theory]
    [InlineData("form-data; name=\"model\"; filename=\"m\"", "invalid_type")]
    [InlineData("form-data; name=\"file\"; name=\"model\"", "invalid_multipart")]
    [InlineData("form-data; name*=UTF-8''model", "invalid_multipart")]
    [InlineData("form-data; name=\"model", "invalid_multipart")]
    [InlineData("form-data", "invalid_multipart")]
    [InlineData("attachment; name=\"model\"", "invalid_multipart")]
    [InlineData("form-data;\r\n name=\"model\"", "invalid_multipart")]
    public void Scan_HeadersThatReadersMayReadDifferently_AreRefused(string disposition, string code) =>
        Assert.Equal(code, Scan(Part(disposition, "x") + End, 5).Problem?.Code);

    [Fact]
    public void Scan_ASecondModel_IsRefusedWhereverItIs()
    {
        var model = Part("form-data; name=\"model\"", "a");

        Assert.Equal("duplicate_parameter", Scan(model + File + model + End, 11).Problem?.Code);
    }

    [Theory]
    [InlineData("--other\r\n")]
    [InlineData("preamble\r\n--edge-7\r\n")]
    [InlineData("")]
    [InlineData("--edge-7x\r\n")]
    public void Scan_AnotherBoundary_FindsNothing(string body)
    {
        var scanner = Scan(body, 4);

        Assert.Null(scanner.Field);
        Assert.False(scanner.IsComplete);
        Assert.Equal(body.Length == 0 ? null : "invalid_multipart", scanner.Problem?.Code);
    }

    [Theory]
    [InlineData(3000, "string_above_max_length")]
    [InlineData(2000, null)]
    public void Scan_LongModel_IsBounded(int length, string? code) =>
        Assert.Equal(code, Scan(Part("form-data; name=\"model\"", new string('m', length)) + End, 100).Problem?.Code);

    [Fact]
    public void Scan_EndlessHead_IsBounded() => Assert.Equal("invalid_multipart", Scan($"--{Boundary}\r\nX: {new string('x', 20_000)}", 1000).Problem?.Code);

    [Fact]
    public void Scan_AnyContent_NeverTakesItForTheField() => Gen.Byte.Array[0, 200].Sample(content =>
    {
        var body = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n").Concat(content)
            .Concat(Encoding.UTF8.GetBytes($"\r\n{Part("form-data; name=\"model\"", "m")}{End}")).ToArray();
        var scanner = new MultipartScanner(Boundary, "model");
        scanner.Scan(body.AsSpan(0, body.Length / 2));
        scanner.Scan(body.AsSpan(body.Length / 2));

        return scanner.Problem is null && scanner.Field!.Value == "m" && body[scanner.Field.Start] == 'm' && scanner.Field.End == scanner.Field.Start + 1;
    });

    [Theory]
    [InlineData("multipart/form-data; boundary=abc", "abc")]
    [InlineData("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", "a b")]
    [InlineData("multipart/form-data; boundary=----WebKitFormBoundaryX", "----WebKitFormBoundaryX")]
    [InlineData("multipart/form-data", null)]
    [InlineData("multipart/form-data; boundary=", null)]
    [InlineData("multipart/form-data; boundary=a; boundary=b", null)]
    [InlineData("multipart/form-data; boundary=\"a", null)]
    [InlineData("multipart/form-data; boundary=a\u00e9", null)]
    public void Boundary_OfAContentType_IsRead(string contentType, string? boundary) => Assert.Equal(boundary, MultipartBoundary.Of(contentType));

    [Fact]
    public void Boundary_LongerThanAllowed_IsNone() => Assert.Null(MultipartBoundary.Of($"multipart/form-data; boundary={new string('b', 71)}"));

    [Theory]
    [InlineData("multipart/form-data; boundary=abc", true)]
    [InlineData("multipart/form-data", true)]
    [InlineData("multipart/form-database", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public void Form_IsToldByItsMediaType(string? contentType, bool isForm) => Assert.Equal(isForm, MultipartBoundary.IsForm(contentType));

    private static string End => $"--{Boundary}--\r\n";

    private static string Part(string disposition, string content) => $"--{Boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: x/y\r\n\r\n{content}\r\n";

    private static MultipartScanner Scan(string body, int size)
    {
        var scanner = new MultipartScanner(Boundary, "model");
        foreach (var piece in Encoding.Latin1.GetBytes(body).Chunk(size))
        {
            scanner.Scan(piece);
        }

        return scanner;
    }
}
