// Connects the reader's side of a page with the lab, where the page has a channel to it.
"use strict";
if (globalThis.qt?.webChannelTransport && globalThis.QWebChannel) {
  new QWebChannel(qt.webChannelTransport, (channel) => labReader.start(channel.objects.labReaderBridge));
}
