package io.github.plimsoll.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTests {

    @TempDir
    Path directory;

    @Test
    void those_in_the_file_are_believed_and_nobody_else_with_any_remarks_beside_them() throws Exception {
        String one = certificate("one");
        String other = certificate("other");

        String both =
                "Zertifikat - für intern\r\n\tSignature-Algorithm: ecdsa\n" + one + "\n# und\n" + other + "# Ende";

        assertThat(believed(both))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(believed(one).get(0), believed(other).get(0));
    }

    @Test
    void a_file_without_any_vouches_for_nobody() {
        assertThatThrownBy(() -> Authorities.of("# none\n")).isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> Authorities.of("")).isInstanceOf(CertificateException.class);
    }

    private String certificate(String name) throws IOException {
        Path trusted = new TestAuthority().trustedIn(Files.createDirectory(directory.resolve(name)));
        return Files.readString(trusted.resolve("ca.pem"));
    }

    private static List<X509Certificate> believed(String pem) throws IOException, GeneralSecurityException {
        // As whoever does not know the encoding of remarks reads them.
        String read = new String(pem.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        X509TrustManager manager = (X509TrustManager) Authorities.of(read)[0];
        return List.of(manager.getAcceptedIssuers());
    }
}
