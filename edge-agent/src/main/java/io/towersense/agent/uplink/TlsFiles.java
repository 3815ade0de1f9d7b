package io.towersense.agent.uplink;

import java.nio.file.Path;

/**
 * The files of mutual TLS, all PEM.
 *
 * @param certificate the gateway's certificate, with intermediates if there are any
 * @param key its private key, not encrypted
 * @param ca the certificates of the authorities that the broker is trusted by
 */
public record TlsFiles(Path certificate, Path key, Path ca) {}
